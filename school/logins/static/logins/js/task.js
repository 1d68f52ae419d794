// A task: find the number that makes the SHA-256 of «token:number» begin with so many
// zero bits. It is looked for while somebody types; whoever sends earlier waits.
const AT_ONCE = 128;
const encoder = new TextEncoder();

function zeros(digest) {
  let found = 0;
  for (const byte of new Uint8Array(digest)) {
    if (byte) return found + Math.clz32(byte) - 24;
    found += 8;
  }
  return found;
}

async function solve(token, bits, tell) {
  for (let from = 0; ; from += AT_ONCE) {
    const hashes = Array.from({ length: AT_ONCE }, (_, i) =>
      crypto.subtle.digest("SHA-256", encoder.encode(`${token}:${from + i}`)),
    );
    const at = (await Promise.all(hashes)).findIndex((each) => zeros(each) >= bits);
    if (at >= 0) return from + at;
    tell(from / 2 ** bits);
    await new Promise((next) => setTimeout(next));
  }
}

function working(part) {
  if (part < 0.5) return "Браузер решает задачу: обычно это 1–3 секунды.";
  return part < 2 ? "Браузер решает задачу: ещё немного." : "Задача попалась трудная: подождите ещё несколько секунд.";
}

for (const task of document.querySelectorAll("[data-task]")) {
  const says = task.querySelector("[data-says]");
  const form = task.closest("form");
  if (!globalThis.crypto?.subtle) continue;
  task.querySelector("[data-without]").hidden = true;
  const tell = (words) => {
    if (says.textContent !== words) says.textContent = words;
  };
  const solved = solve(form.elements.task.value, Number(task.dataset.bits), (part) => tell(working(part)));
  let isSent = false;
  form.addEventListener("submit", async (event) => {
    if (form.elements.answer.value) return;
    event.preventDefault();
    if (isSent) return;
    isSent = true;
    await solved;
    form.requestSubmit();
  });
  solved.then((answer) => {
    form.elements.answer.value = answer;
    tell("Задача решена, можно отправлять.");
  });
}
