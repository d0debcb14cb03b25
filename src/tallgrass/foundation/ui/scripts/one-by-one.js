// Shows a long form one screen at a time, and keeps what was not sent in this browser alone, until it is sent.
//
// Without this script the form is one page with one button. The place on the way is the address's fragment, so the
// browser's own "back" goes to the screen before. Nothing is sent before somebody presses the button that says so.

const NOT_KEPT = new Set(["number", "language"]);

class OneByOne extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.screens = [...this.querySelectorAll("[data-screen]")];
    this.drawer = "answers " + this.dataset.drawer;
    this.classList.add("alone");
    for (const each of this.querySelectorAll("[data-script]")) each.hidden = each.dataset.script === "without";
    const brought = this.read();
    if (brought && !this.hasAttribute("data-typed")) this.put(brought);
    this.part("kept").hidden = !brought;
    this.form.addEventListener("input", () => this.keep());
    this.form.addEventListener("submit", (event) => this.send(event));
    this.addEventListener("click", (event) => this.pressed(event.target.closest("[data-go]")?.dataset.go));
    addEventListener("hashchange", () => this.show(true));
    if (this.hasAttribute("data-typed")) this.keep();
    this.show(this.hasAttribute("data-typed"));
  }

  part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  at() {
    return Math.max(0, this.screens.findIndex((each) => "#" + each.id === location.hash));
  }

  pressed(where) {
    if (where === "forget") return this.forget();
    if (where) location.hash = this.screens[this.at() + (where === "on" ? 1 : -1)]?.id ?? "";
  }

  show(move) {
    const at = this.at();
    this.screens.forEach((each, number) => (each.hidden = number !== at));
    const here = this.screens[at];
    this.part("progress").value = at;
    this.part("where").textContent = here.dataset.where;
    this.part("back").hidden = at === 0;
    this.part("on").hidden = this.part("send").hidden = false;
    this.part(at === this.screens.length - 1 ? "on" : "send").hidden = true;
    if (here.hasAttribute("data-check")) this.check();
    if (move) {
      scrollTo(0, 0);
      here.querySelector("legend, h2").focus({ preventScroll: true });
    }
  }

  check() {
    for (const line of this.querySelectorAll("[data-answer]")) {
      const chosen = [...this.form.querySelectorAll(`[name="${line.dataset.answer}"]:checked`)];
      const said = chosen.map((each) => each.labels[0].textContent.trim()).join("; ");
      line.textContent = said || line.dataset.blank;
    }
  }

  values() {
    const all = [...new FormData(this.form)].filter(([, value]) => value !== "");
    return all.some(([name]) => !NOT_KEPT.has(name)) ? all : null;
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.drawer));
    } catch {
      return null;
    }
  }

  keep() {
    try {
      const values = this.values();
      if (values) localStorage.setItem(this.drawer, JSON.stringify(values));
      else localStorage.removeItem(this.drawer);
    } catch {
      // A browser that keeps nothing: the answers are on the page alone.
    }
  }

  put(values) {
    for (const [name, value] of values) {
      for (const field of this.form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (field.type === "radio" || field.type === "checkbox") field.checked ||= field.value === value;
        else field.value = value;
        if (field.checked || field.type === "textarea") field.closest("details")?.setAttribute("open", "");
      }
    }
  }

  forget() {
    this.drop();
    this.form.reset();
    this.part("kept").hidden = true;
    location.hash = this.screens[0].id;
    this.show(true);
  }

  drop() {
    try {
      localStorage.removeItem(this.drawer);
    } catch {
      // There was nothing.
    }
  }

  async send(event) {
    if (event.submitter?.name === "language") return;
    event.preventDefault();
    this.part("lost").hidden = true;
    this.part("send").disabled = true;
    try {
      const body = new URLSearchParams(new FormData(this.form));
      body.set("do", "send");
      const answer = await fetch(this.form.action, { method: "POST", body });
      const page = await answer.text();
      if (answer.status >= 500 || answer.status === 429) throw new Error();
      if (answer.status !== 422) this.drop();
      history.replaceState(null, "", location.pathname + location.search);
      document.open();
      document.write(page);
      document.close();
    } catch {
      this.part("lost").hidden = false;
      this.part("lost").focus();
      this.part("send").disabled = false;
    }
  }
}

customElements.define("one-by-one", OneByOne);
