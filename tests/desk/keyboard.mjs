// One whole message and one whole report with the keys alone: Tab, Shift+Tab, Enter, Escape, the arrows of a list, and
// letters. No step here points at anything.
import assert from 'node:assert/strict';
import {step} from './steps.mjs';
import {makeRecord, deliver} from './kiosks.mjs';
import {finish, holdAnswer, open, password} from './chromium.mjs';

const page = await open('');
const {keyboard} = page;

// What the keys are on, as a screen reader would say it.
const held = () => page.evaluate(() => {
  const one = document.activeElement;
  return one.getAttribute('aria-label') || one.labels?.[0]?.textContent || one.textContent.trim() || one.name || one.tagName;
});
async function reach(name, key = 'Tab') {
  const met = [];
  for (let count = 0; count < 120; ++count) {
    const now = await held();
    if (now === name || (name instanceof RegExp && name.test(now))) return;
    met.push(now);
    await keyboard.press(key);
  }
  throw new Error(`${name} was not reached: ${met.slice(0, 60).join(' | ')}`);
}
const press = async (name, key) => { await reach(name, key); await keyboard.press('Enter'); };
const type = async (name, text) => { await reach(name); await keyboard.type(text); };
const heading = (name) => page.getByRole('heading', {level: 1, name}).waitFor();

await step('somebody signs in', async () => {
  await page.locator('input[name=name]:focus').waitFor();
  await keyboard.type('anna');
  await keyboard.press('Tab');
  await keyboard.type(password);
  await keyboard.press('Enter');
  await heading('Noodmeldingen');
});

await step('what the keys are on is seen', async () => {
  await keyboard.press('Tab');
  const style = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.equal(style, 'solid');
});

await step('a message is written, looked at in another language and published', async () => {
  await press('Berichten', 'Shift+Tab');
  await heading('Berichten');
  await press('Nieuw bericht');
  await heading('Nieuw bericht');
  await type('Kop', 'Soep in de grote zaal');
  await type('Wat is er aan de hand?', 'Vanaf 18 uur is er soep.');
  await type('Wat moeten mensen doen?', 'Neem een kom mee.');
  await page.locator('aside.preview[aria-busy=false] img.screen').waitFor();
  await reach('Taal van het voorbeeld');
  const drawn = page.waitForResponse((response) => response.url().endsWith('/drafts/preview'));
  await keyboard.press('ArrowDown');
  assert.equal((await drawn).status(), 200);
  await press('Publiceren', 'Shift+Tab');
  await page.getByRole('dialog').waitFor();
  // A key held too long answers nothing; Escape goes back to where one was.
  await keyboard.press('Enter');
  await keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({state: 'detached'});
  assert.equal(await held(), 'Publiceren');
  await keyboard.press('Enter');
  await press('Ja, nu publiceren');
  await page.getByRole('row', {name: /zichtbaar.*Soep in de grote zaal/}).waitFor();
});

await step('a report is accepted, closed and opened again, answered and ended', async () => {
  await press(/^Meldingen/, 'Shift+Tab');
  await heading('Noodmeldingen');
  const made = makeRecord('emergency', 'Val van de trap');
  await deliver(made);
  await page.getByRole('row', {name: new RegExp(made.number)}).waitFor();
  await press(`Aannemen: ${made.number}`);
  const panel = page.getByRole('complementary');
  await panel.getByText('Naarderstraat 12').waitFor();
  await page.locator('#panel-title:focus').waitFor();
  await keyboard.press('Escape');
  await panel.waitFor({state: 'hidden'});
  await page.locator('h1:focus').waitFor();
  await press(`Openen: ${made.number}`);
  await page.locator('#panel-title:focus').waitFor();
  await type('Antwoord', 'Ambulance komt over 12 minuten');
  await press('Stuur');
  await page.getByRole('row', {name: new RegExp(`${made.number}.*beantwoord`)}).waitFor();
  await page.locator('h1:focus').waitFor();
  await press(`Openen: ${made.number}`);
  await page.locator('#panel-title:focus').waitFor();
  await press('Afsluiten');
  await page.getByText('Er zijn geen open noodmeldingen.').waitFor();
});

await step('whoever goes to the menu while a list is on its way stays there', async () => {
  await page.locator('h1:focus').waitFor();
  const asked = page.waitForRequest('**/desk/api/situations');
  const late = await holdAnswer(page, '**/desk/api/situations');
  const made = makeRecord('emergency', 'Val van de ladder');
  await deliver(made);
  await asked;
  await reach(/^Berichten/, 'Shift+Tab');
  await late.give();
  await page.getByRole('row', {name: new RegExp(made.number)}).waitFor();
  assert.match(await held(), /^Berichten/);
});

await step('the situation goes to a colleague', async () => {
  await press('Situatie en menukaart', 'Shift+Tab');
  await heading('Situatie en menukaart');
  await press('Veranderen');
  await heading('Wat is er aan de hand?');
  await reach('Titel, zoals op het scherm');
  await keyboard.press('End');
  await keyboard.type(' en water');
  await press('Voorleggen aan een collega');
  await page.getByRole('dialog').waitFor();
  await press('Voorleggen aan een collega');
  await page.getByRole('heading', {name: 'Wacht op een tweede persoon'}).waitFor();
});

await finish();
