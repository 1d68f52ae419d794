// Cells of marks: typed, moved between, saved one by one without a button.
import { refresh } from "./averages.js";
import { sending } from "./sending.js";
import { counted } from "./state.js";
import { argue, settle } from "./dispute.js";

const VALUE = /^[1-5·]?$/;
const PAIR = /^([1-5·])\s*[/ ]\s*([1-5·])$/;
const ALLOWED = "Можно поставить 1–5, точку или две отметки через черту: 4/5.";

export function cells(page, told) {
  const all = [...page.querySelectorAll(".cell[data-slot]")];
  const queue = sending({ page, answered, waiting });

  for (const cell of all) {
    const input = inputOf(cell);
    cell.dataset.value = cell.querySelector("[type=hidden]").value.split(":")[1];
    input.addEventListener("focus", () => input.select());
    input.addEventListener("change", () => commit(cell));
    input.addEventListener("keydown", (event) => press(event, cell));
    // Typed while the script was on its way.
    if (!cell.dataset.state && typedIn(cell) !== cell.dataset.value) commit(cell);
  }
  page.querySelector("[data-without-script]").remove();

  function press(event, cell) {
    const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const same = all.filter((other) => other.dataset.slot === cell.dataset.slot);
      inputOf(same[(same.indexOf(cell) + step + same.length) % same.length]).focus();
    } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      const beside = all[all.indexOf(cell) + (event.key === "ArrowLeft" ? -1 : 1)];
      if (beside && beside.closest("li") === cell.closest("li")) inputOf(beside).focus();
    } else if (event.key === "Escape") {
      inputOf(cell).value = cell.dataset.value;
    }
  }

  function commit(cell) {
    const input = inputOf(cell);
    const pair = PAIR.exec(typedIn(cell));
    if (pair && cell.dataset.slot === "1") {
      const second = all[all.indexOf(cell) + 1];
      inputOf(second).value = pair[2];
      put(second, pair[2]);
      input.value = pair[1];
    }
    const value = typedIn(cell);
    if (!VALUE.test(value)) return refuse(cell, ALLOWED);
    input.value = value;
    return put(cell, value);
  }

  function put(cell, value) {
    settle(cell);
    if (value === cell.dataset.value) return delete cell.dataset.state;
    if (!value && cell.dataset.revision === "0") return;
    cell.dataset.state = "saving";
    told.say("Сохраняем…");
    queue.put({
      cell,
      operation: {
        lesson: page.dataset.lesson,
        student: cell.closest("[data-student]").dataset.student,
        slot: Number(cell.dataset.slot),
        value: value || null,
        base: Number(cell.dataset.revision),
      },
    });
  }

  function answered({ cell, operation }, result) {
    const typed = typedIn(cell);
    if (result.revision !== null) cell.dataset.revision = result.revision;
    if (result.state === "saved") {
      cell.dataset.value = result.value ?? "";
      look(cell);
      if (typed !== (operation.value ?? "")) return commit(cell);
      cell.dataset.state = "saved";
      refresh(page);
    } else if (result.state === "conflict") {
      cell.dataset.value = result.value ?? "";
      cell.dataset.state = "conflict";
      argue(cell, result, typed, {
        keep: () => show(cell, cell.dataset.value),
        insist: () => commit(cell),
      });
    } else {
      refuse(cell, result.sentence);
    }
    tell(result.at);
  }

  function refuse(cell, sentence) {
    cell.dataset.state = "refused";
    inputOf(cell).setAttribute("aria-invalid", "true");
    argue(cell, { sentence }, "", {});
    tell();
  }

  function show(cell, value) {
    inputOf(cell).value = value;
    delete cell.dataset.state;
    look(cell);
    tell();
  }

  function waiting(left, sentence) {
    left.forEach(({ cell }) => (cell.dataset.state = "queued"));
    if (sentence) return told.door(sentence);
    const marks = counted(left.length, "отметка ждёт", "отметки ждут", "отметок ждут");
    told.say(`Нет связи: ${marks} отправки`);
  }

  function tell(at) {
    const wrong = all.filter((cell) => /conflict|refused/.test(cell.dataset.state));
    if (wrong.length) told.say(`Не сохранено: ${wrong.length}`);
    else if (queue.left()) told.say("Сохраняем…");
    else told[at ? "saved" : "say"](at ?? "");
  }
}

const inputOf = (cell) => cell.querySelector(".cell__input");
// «.» and «,» are the point: of the two a phone's keypad of numbers has but one.
const typedIn = (cell) => inputOf(cell).value.trim().replace(/[.,]/g, "·");

function look(cell) {
  cell.classList.toggle("cell--low", /[12]/.test(cell.dataset.value));
  cell.classList.toggle("cell--debt", cell.dataset.value === "·");
}
