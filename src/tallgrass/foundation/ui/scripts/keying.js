// Typing in a sheet of paper: each key is an answer, says it in words, and goes on to the next question.
//
// Without this script the form is the same, with one field a question and a button that says everything in words.
// Nothing is kept anywhere but on the page, and nothing is sent before somebody presses the button that says so.

class KeySheet extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.keys = [...this.querySelectorAll("input[data-number]")];
    this.picks = [...this.querySelectorAll("input[data-pick]")];
    this.first = null;
    for (const each of document.querySelectorAll("[data-script]")) each.hidden = each.dataset.script !== "with";
    for (const each of this.keys) {
      each.addEventListener("keydown", (event) => this.press(event, each));
      each.addEventListener("input", () => this.take(each, each.value));
      each.addEventListener("focus", () => each.select());
    }
    for (const each of this.picks) each.addEventListener("input", () => this.name(each));
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.keys.forEach((each) => this.tell(each));
    this.picks.forEach((each) => this.name(each));
    this.sum();
  }

  part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  says(text) {
    this.part("says").textContent = text;
  }

  // What a key means for a question, in words; nothing for a key that is none.
  words(field, key) {
    if (key === "-") return this.dataset.blank;
    const row = field.closest("li");
    return [...row.querySelectorAll("[data-key]")].find((each) => each.dataset.key === key)?.textContent;
  }

  press(event, field) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = this.keys.indexOf(field);
    if (event.key === "Backspace") {
      event.preventDefault();
      const gone = field.value === "" && at > 0 ? this.keys[at - 1] : field;
      gone.value = "";
      this.tell(gone);
      this.sum();
      gone.focus();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (field.value) this.on(at);
    } else if (event.key.length === 1) {
      event.preventDefault();
      this.take(field, event.key);
    }
  }

  // Telephones tell no key, so what stands in the field counts as well.
  take(field, typed) {
    const key = typed.trim().toLowerCase();
    if (key === "") return this.tell(field), this.sum();
    if (this.words(field, key) === undefined) {
      if (field.value === typed) field.value = "";
      this.says(this.dataset.noKey.replace("{key}", typed));
      return field.focus();
    }
    field.value = key;
    this.says("");
    this.tell(field);
    this.sum();
    this.on(this.keys.indexOf(field));
  }

  on(at) {
    const open = this.keys.slice(at + 1).find((each) => each.value === "") ?? this.keys.find((each) => each.value === "");
    if (open) return open.focus();
    if (this.form.elements.again.checked && !this.compared) return this.second();
    this.picks[0].focus();
  }

  // The same sheet once more: what differs is said, and stays to be put right.
  second() {
    if (this.first === null) {
      this.first = this.keys.map((each) => each.value);
      for (const each of this.keys) each.value = "";
      this.keys.forEach((each) => this.tell(each));
      this.sum();
      this.says(this.dataset.now);
      return this.keys[0].focus();
    }
    const differ = this.keys.filter((each, at) => each.value !== this.first[at]);
    this.compared = true;
    for (const each of this.keys) each.closest("li").classList.toggle("wrong", differ.includes(each));
    const numbers = differ.map((each) => each.dataset.number).join(", ");
    this.says(differ.length ? this.dataset.differs.replace("{numbers}", numbers) : this.dataset.same);
    (differ[0] ?? this.picks[0]).focus();
  }

  tell(field) {
    const output = document.getElementById(`${field.id}-says`);
    const words = field.value ? this.words(field, field.value.toLowerCase()) ?? "" : "";
    if (output.textContent !== words) output.textContent = words;
    if (words && field.value !== "-") output.lang = field.closest("li").querySelector("dl").lang;
    else output.removeAttribute("lang");
  }

  name(field) {
    const mark = field.value.trim().toUpperCase();
    const found = [...this.querySelectorAll("[data-mark]")].find((each) => each.dataset.mark === mark);
    document.getElementById(`${field.id}-says`).textContent = found?.textContent ?? "";
  }

  sum() {
    const typed = this.keys.map((each) => each.value.toLowerCase()).filter(Boolean);
    for (const cell of this.querySelectorAll("[data-total]"))
      cell.textContent = typed.filter((key) => key === cell.dataset.total).length;
    const of = this.dataset.of.replace("{done}", typed.length).replace("{count}", this.keys.length);
    this.part("of").textContent = of;
  }

  submit(event) {
    if (!this.form.elements.again.checked || this.compared || this.keys.some((each) => each.value === "")) return;
    event.preventDefault();
    this.second();
  }
}

customElements.define("key-sheet", KeySheet);
