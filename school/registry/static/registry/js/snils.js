// СНИЛС while it is typed: how many digits are missing, whether the last two agree.
// The rule is that of people/snils.py: nine digits times 9…1, modulo 101, 100 is 00.
export function control(nine) {
  const digits = [...nine].map(Number);
  const total = digits.reduce((sum, digit, place) => sum + digit * (9 - place), 0);
  return String((total % 101) % 100).padStart(2, "0");
}

export function verdict(typed) {
  const digits = typed.replace(/[\s\u00ad\u200b.\-\u2010-\u2015\u2212]/g, "");
  if (digits === "") return { says: "", look: "" };
  if (/[^0-9]/.test(digits)) return { says: "В СНИЛС только цифры.", look: "err" };
  if (digits.length < 11) {
    return { says: `Набрано цифр: ${digits.length} из 11.`, look: "" };
  }
  if (digits.length > 11) {
    return { says: `В СНИЛС 11 цифр, а здесь ${digits.length}.`, look: "err" };
  }
  return control(digits.slice(0, 9)) === digits.slice(9)
    ? { says: "Номер сходится.", look: "ok" }
    : { says: "Последние две цифры не сходятся.", look: "err" };
}

export function snils(element) {
  const input = element.querySelector("input");
  const says = element.querySelector("[data-says]");
  if (!input || !says) return;
  const tell = () => {
    const found = verdict(input.value);
    if (says.textContent !== found.says) says.textContent = found.says;
    says.className = `card__check${found.look ? ` card__check--${found.look}` : ""}`;
  };
  input.addEventListener("input", tell);
}
