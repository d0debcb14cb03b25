// Buttons that copy what stands in a field. Without this the field is there to be marked and copied by hand.
for (const button of document.querySelectorAll("button[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  const told = document.getElementById(button.dataset.tells);
  const own = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    let done = false;
    try {
      await navigator.clipboard.writeText(field.value);
      done = true;
    } catch {
      // Pages without https, and browsers that ask first, still copy what is marked.
      done = document.execCommand("copy");
    }
    told.textContent = done ? button.dataset.done : button.dataset.failed;
    button.textContent = own;
  });
}
