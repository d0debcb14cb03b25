// Shows a long form one screen at a time, and keeps answers in this browser alone until they are sent.
const store = (act) => {
  try {
    return act(localStorage);
  } catch {
    return null;
  }
};

class OneByOne extends HTMLElement {
  connectedCallback() {
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", () => this.begin());
    else this.begin();
  }

  begin() {
    this.form = this.querySelector("form");
    this.screens = [...this.querySelectorAll("[data-screen]")];
    this.drawer = "answers " + this.dataset.drawer;
    this.classList.add("alone");
    for (const each of this.querySelectorAll("[data-script]")) each.hidden = each.dataset.script !== "with";
    const typed = "typed" in this.dataset;
    const kept = typed ? null : store((all) => JSON.parse(all.getItem(this.drawer)));
    if (kept) this.put(kept);
    this.part("kept").hidden = !kept;
    if (typed) this.keep();
    this.oninput = () => this.keep();
    this.onsubmit = (event) => this.submit(event);
    this.onclick = (event) => this.go(event.target.closest("[data-go]")?.dataset.go);
    addEventListener("hashchange", () => this.show(true));
    this.show();
    this.querySelector("[role=alert]:not([data-part])")?.focus();
  }

  part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  at() {
    const target = document.getElementById(location.hash.slice(1));
    return Math.max(0, this.screens.findIndex((each) => each.contains(target)));
  }

  go(where) {
    if (where === "forget") {
      this.drop();
      this.form.reset();
      location.hash = this.screens[0].id;
    } else if (where) location.hash = this.screens[this.at() + (where === "on" ? 1 : -1)].id;
  }

  show(moved) {
    const at = this.at();
    const here = this.screens[at];
    const last = at + 1 === this.screens.length;
    for (const each of this.screens) each.hidden = each !== here;
    this.part("progress").value = at;
    this.part("where").textContent = here.dataset.where;
    this.part("back").hidden = at === 0;
    this.part("on").hidden = last;
    this.part("send").hidden = !last;
    if (last) this.sum();
    if (!moved) return;
    this.part("kept").hidden = true;
    here.querySelector("legend, h2").focus();
    scrollTo(0, 0);
  }

  sum() {
    for (const line of this.querySelectorAll("[data-answer]")) {
      const name = `[name="${line.dataset.answer}"]`;
      const chosen = this.querySelector(`${name}:checked, ${name} :checked`);
      line.textContent = chosen ? (chosen.labels?.[0] ?? chosen).textContent : line.dataset.blank;
    }
  }

  keep() {
    const values = JSON.stringify([...new FormData(this.form)].filter((pair) => pair[1]));
    store((all) => all.setItem(this.drawer, values));
  }

  put(values) {
    for (const [name, value] of values) {
      for (const field of this.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (/radio|checkbox/.test(field.type)) field.checked = field.value === value;
        else field.value = value;
        if (field.checked || field.rows) field.closest("details")?.setAttribute("open", "");
      }
    }
  }

  drop() {
    store((all) => all.removeItem(this.drawer));
  }

  async submit(event) {
    if (event.submitter?.name === "language") return;
    event.preventDefault();
    const send = this.part("send");
    if (send.hidden) return this.go("on");
    this.part("lost").hidden = send.disabled = true;
    try {
      const body = new URLSearchParams(new FormData(this.form));
      body.set("do", "send");
      const answer = await fetch(this.form.action, { method: "POST", body });
      if (answer.status > 428) throw answer;
      if (answer.ok || answer.status === 409) this.drop();
      const page = (await answer.text()).replace(" autofocus", "");
      history.replaceState(null, "", this.form.action);
      document.open();
      document.write(page);
      document.close();
    } catch {
      this.part("lost").hidden = send.disabled = false;
      this.part("lost").focus();
    }
  }
}

customElements.define("one-by-one", OneByOne);
