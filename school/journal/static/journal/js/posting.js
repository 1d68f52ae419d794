// What the page sends: in the name of whoever opened it, with a token that is good.
export async function post(page, address, body, headers = {}) {
  const send = () => fetch(address, {
    method: "POST",
    headers: {
      "X-CSRFToken": tokens()[0].value, "X-Visitor": page.dataset.visitor, ...headers,
    },
    body: body(),
  });
  const response = await send();
  if (response.status !== 403) return response;
  await renew(page.dataset.door);
  return send();
}

// Signing in, in whatever tab, changes the token. Wherever the door leads now, signed
// in or out, there stands a form with the new one.
async function renew(door) {
  const response = await fetch(door);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const [fresh] = tokens(page);
  if (fresh) for (const token of tokens()) token.value = fresh.value;
}

const tokens = (page = document) => page.querySelectorAll("[name=csrfmiddlewaretoken]");
