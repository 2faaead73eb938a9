// What comes between somebody and the bulletin they write: an older bulletin that it follows, a colleague at the same
// draft, a session that ends.
import assert from 'node:assert/strict';
import {step} from './steps.mjs';
import {runKiosk} from './kiosks.mjs';
import {finish, open, goTo, button, confirm, approve} from './chromium.mjs';

const anna = await open('anna');
const bram = await open('bram');

async function write(page, headline) {
  await goTo(page, 'Berichten');
  await button(page, 'Nieuw bericht').click();
  await page.locator('[name=nl-headline]').fill(headline);
}
async function propose(page) {
  await button(page, 'Voorleggen aan een collega').click();
  await confirm(page, 'Voorleggen aan een collega');
  await page.getByRole('heading', {level: 1, name: 'Berichten'}).waitFor();
}
async function openBulletin(page, name) {
  await goTo(page, 'Berichten');
  await page.getByRole('button', {name: `Openen: ${name}`}).click();
  await page.getByRole('heading', {level: 1, name}).waitFor();
}

await step('a danger whose street was wrong stays a danger when it is replaced, and two persons see to it', async () => {
  await write(anna, 'Gaslek in de Kerkstraat');
  await anna.getByLabel('Ernst').selectOption('Severe');
  await anna.getByLabel('Hoe snel?').selectOption('Immediate');
  await anna.getByLabel('Hoe zeker?').selectOption('Likely');
  await anna.getByLabel('Uren geldig').fill('7');
  await anna.getByText('Dit bericht neemt elk scherm over.').waitFor();
  await propose(anna);
  await approve(bram, /^Bekijken/);
  await openBulletin(anna, 'Gaslek in de Kerkstraat');
  await button(anna, 'Vervangen').click();
  await anna.getByRole('heading', {level: 1, name: 'Bericht vervangen'}).waitFor();
  const chosen = {};
  for (const name of ['severity', 'urgency', 'certainty', 'hours', 'nl-headline']) chosen[name] = await anna.locator(`[name=${name}]`).inputValue();
  assert.deepEqual(chosen, {severity: 'Severe', urgency: 'Immediate', certainty: 'Likely', hours: '7', 'nl-headline': 'Gaslek in de Kerkstraat'});
  await anna.locator('[name=nl-headline]').fill('Gaslek in de Kapelstraat');
  await anna.getByText('Dit bericht neemt elk scherm over.').waitFor();
  await propose(anna);
  await approve(bram, /^Bekijken/);
  await runKiosk(['round', 'expect showing takeover', 'expect heading "Gaslek in de Kapelstraat"']);
});

await step('a milder template does not take the danger away, and nobody makes it milder alone', async () => {
  await openBulletin(anna, 'Gaslek in de Kapelstraat');
  await button(anna, 'Vervangen').click();
  await anna.getByLabel('Sjabloon').selectOption('boil-water');
  assert.equal(await anna.locator('[name=urgency]').inputValue(), 'Immediate');
  await anna.getByLabel('Sjabloon').selectOption('');
  await anna.getByLabel('Hoe snel?').selectOption('Future');
  await anna.getByText('Een tweede persoon moet dit bericht goedkeuren.').waitFor();
  await anna.getByText('Dit bericht neemt elk scherm over.').waitFor({state: 'detached'});
  await button(anna, 'Voorleggen aan een collega').waitFor();
});

await finish();
