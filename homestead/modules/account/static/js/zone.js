// Offers the time zone of this device, where it is another than the home's.

const input = document.querySelector('[name="home.time_zone"]');
const offer = document.querySelector("[data-zone]");
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

if (input && offer && here && input.value !== here) {
  offer.querySelector("span").textContent = `Use ${here}, as on this device`;
  offer.hidden = false;
  offer.addEventListener("click", () => {
    input.value = here;
    offer.hidden = true;
    input.focus();
  });
}
