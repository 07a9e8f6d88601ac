// A magnified page and narrow windows: what was written and the button that answers are both in sight.
import { expect, logIn, replyBox, test, thread } from './support';

for (const [width, height] of [[720, 450], [768, 900], [640, 900]] as const) {
  test(`at ${width}x${height} a public conversation shows its messages and its buttons`, async ({ page, sandbox }) => {
    const phone = (await sandbox.newPhone('Zara Zoom')).on('facebook');
    await phone.comments('new', 'Kunt u dit lezen?');
    await logIn(page, 'agent');
    await page.setViewportSize({ width, height });
    await page.goto('/#/all');
    await page.getByRole('option', { name: /Zara Zoom/ }).first().click();
    await expect(thread(page)).toContainText('Kunt u dit lezen?');
    await replyBox(page).fill('Dat kunnen wij goed lezen, dank u wel.');
    const message = thread(page).getByText('Kunt u dit lezen?').last();
    await expect(message).toBeInViewport({ ratio: 1 });
    const more = page.getByRole('button', { name: 'Later versturen en meer' });
    await expect(more).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole('button', { name: 'Openbaar plaatsen', exact: true })).toBeInViewport({ ratio: 1 });
    await page.getByRole('button', { name: 'Openbaar plaatsen', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Openbaar plaatsen' }).click();
    const sent = thread(page).getByText('Dat kunnen wij goed lezen, dank u wel.');
    await expect(sent).toBeVisible();
    expect((await sent.boundingBox())?.width).toBeGreaterThan(120);
  });
}
