// Roll call and description: saved in place, so that what is typed elsewhere stays.
import { post } from "./posting.js";
import { SIGNED_OUT } from "./state.js";

export function forms(page, told) {
  const unsaved = new Set();
  addEventListener("beforeunload", (event) => {
    if (!unsaved.size) return;
    event.preventDefault();
    event.returnValue = true; // Chrome before 119
  });

  for (const form of page.querySelectorAll("form[data-saved-words]")) {
    // Marks stand among the rows of the roll call, and save themselves.
    form.addEventListener("input", ({ target }) => {
      if (target.form === form) unsaved.add(form);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      save(form);
    });
  }

  async function save(form) {
    unsaved.delete(form);
    if (!(await sent(form))) unsaved.add(form);
  }

  // True when it is saved; else the page says why it is not.
  async function sent(form) {
    const button = form.querySelector("[type=submit]:not([form])");
    button.disabled = true;
    for (const error of form.querySelectorAll(".field__error")) error.remove();
    told.say("Сохраняем…");
    try {
      const response = await post(page, form.action, () => new FormData(form));
      if (isSaved(form, response)) {
        told.say(form.dataset.savedWords);
        return true;
      }
      if (response.redirected) return told.door(SIGNED_OUT);
      if (response.status === 409) return told.door((await response.json()).sentence);
      if (response.status === 422) return mend(form, await response.text());
      told.say("Не сохранено. Введённое осталось на странице: сохраните ещё раз.");
    } catch {
      told.say("Нет связи. Введённое осталось на странице: сохраните ещё раз.");
    } finally {
      button.disabled = false;
    }
  }

  // Only the lesson's own page with the mark of this form says so: a door answers 200
  // as well.
  function isSaved(form, response) {
    const lesson = new URL(`../?saved=${form.id}`, form.action);
    return response.ok && response.url === lesson.href;
  }

  // The page that came back says at the fields what is wrong with them.
  function mend(form, text) {
    const fresh = new DOMParser().parseFromString(text, "text/html");
    const same = fresh.getElementById(form.id);
    const problem = fresh.querySelector(".notice--err .notice__text");
    told.say(problem?.textContent.trim() ?? "Не сохранено");
    for (const error of same?.querySelectorAll(".field__error") ?? []) place(form, same, error);
    form.querySelector("[aria-invalid=true]")?.focus();
  }

  function place(form, same, error) {
    const wrong = same.querySelector(`[aria-describedby~="${error.id}"]`);
    const input = wrong && form.elements[wrong.name];
    if (!input) return;
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", wrong.getAttribute("aria-describedby"));
    const row = input.closest("li");
    if (row) row.append(error);
    else input.before(error);
    input.addEventListener("input", () => input.removeAttribute("aria-invalid"), { once: true });
  }
}
