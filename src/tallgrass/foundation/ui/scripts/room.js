// Follows a meeting: asks now and then where it stands, and loads the page anew once it went on.
//
// Without this script pages load again by themselves, or by a link. Nothing is kept, and nothing is sent but the question.

const here = document.querySelector("[data-ask]");
const told = document.querySelector("[data-offline]");
const every = Number(here.dataset.every);
const wall = here.dataset.part === "wall";
let missed = 0;

// The wall is read from the back of a room: its words grow for as long as all of them stay on the screen.
function grow() {
  const { body, documentElement: screen } = document;
  const aside = body.querySelector("aside");
  body.style.fontSize = "";
  const least = parseFloat(getComputedStyle(screen).fontSize);
  for (let size = least * 3; size > least; size -= 0.5) {
    body.style.fontSize = `${size}px`;
    const high = screen.scrollHeight > screen.clientHeight;
    if (!high && screen.scrollWidth <= screen.clientWidth && !(aside?.scrollWidth > aside?.clientWidth)) return;
  }
  body.style.fontSize = "";
}

function say(texts) {
  for (const each of document.querySelectorAll("[data-so-far]")) {
    const text = texts?.[here.dataset.part]?.[each.dataset.soFar];
    if (text && text !== each.textContent) {
      each.textContent = text;
      if (wall) grow();
    }
  }
}

async function look() {
  try {
    const answer = await fetch(here.dataset.ask, { cache: "no-store", redirect: "error" });
    if (answer.status === 404) return location.reload();
    if (!answer.ok) throw new Error(String(answer.status));
    const found = await answer.json();
    missed = 0;
    if ("reload" in here.dataset && found.state !== here.dataset.state) return location.reload();
    say(found.so_far);
  } catch {
    missed += 1;
  }
  if (told) told.hidden = missed < 3;
  // Phones do not all ask in the same moment.
  setTimeout(look, every * (0.75 + Math.random() / 2) * Math.min(8, 1 + missed));
}

if (wall) {
  grow();
  addEventListener("resize", grow);
  document.fonts.ready.then(grow);
}
setTimeout(look, every);
