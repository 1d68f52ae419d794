// A queue of operations: in batches, in order, kept until they are answered.
import { post } from "./posting.js";
import { SIGNED_OUT } from "./state.js";

const JSON_TYPE = { "Content-Type": "application/json" };
const MOST = 30;
const PAUSE = 300;
const AGAIN = 5000;
// The answers after which signing in again, or time, helps.
const OUT = [401, 409];
const LATER = [408, 429];
const REFUSED = "Отметки не приняты. Обновите страницу и поставьте их снова.";

export function sending({ page, answered, waiting }) {
  let queue = [];
  let flying = [];
  let timer = 0;

  function later(pause) {
    clearTimeout(timer);
    timer = setTimeout(flush, pause);
  }

  async function flush() {
    if (flying.length || !queue.length) return;
    flying = queue.splice(0, MOST);
    const batch = flying;
    const answer = await send(batch.map((one) => one.operation));
    flying = [];
    if (!answer.results) {
      queue = [...batch, ...queue];
      waiting(queue, answer.sentence);
      later(AGAIN);
      return;
    }
    answer.results.forEach((result, place) => answered(batch[place], result));
    if (queue.length) later(0);
  }

  // Without results nobody took the marks: they stay here and go again, with the
  // same ids, so that a lost answer makes no second mark.
  async function send(operations) {
    try {
      const body = () => JSON.stringify({ operations });
      const response = await post(page, page.dataset.operations, body, JSON_TYPE);
      if (response.redirected) return { sentence: SIGNED_OUT };
      if (response.ok || OUT.includes(response.status)) return await response.json();
      if (response.status >= 500 || LATER.includes(response.status)) return {};
      return refused(operations, await response.json().catch(() => ({})));
    } catch {
      return {};
    }
  }

  // What is refused as a whole would be refused again, and hold up all that follows.
  function refused(operations, { sentence = REFUSED }) {
    const result = { state: "refused", revision: null, sentence };
    return { results: operations.map(() => result) };
  }

  addEventListener("online", () => later(0));
  addEventListener("beforeunload", (event) => {
    if (queue.length || flying.length) event.preventDefault();
  });

  return {
    // What waits for the same cell is replaced. What is on its way is not: its answer
    // brings the new revision, and then the cell speaks again.
    put(one) {
      if (flying.some((other) => other.cell === one.cell)) return;
      queue = queue.filter((other) => other.cell !== one.cell);
      queue.push({ ...one, operation: { id: uuid(), ...one.operation } });
      later(PAUSE);
    },
    left: () => queue.length + flying.length,
  };
}

// crypto.randomUUID is missing in older browsers and outside TLS.
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
