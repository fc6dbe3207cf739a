import type { FrameLocator, Page } from 'playwright-core';
import { expect, inject } from 'vitest';

interface Listed {
  readonly id: string;
  readonly to: unknown;
  readonly subject: string;
}

/** Opens the newest mail to an address with this in its subject, as soon as it is written, and gives what it looks like. */
export async function openMail(page: Page, to: string, subject: string): Promise<FrameLocator> {
  const find = async () => {
    const { data } = (await (await fetch(`${inject('serverUrl')}/dev/mail.json`)).json()) as {
      data: Listed[];
    };
    return data.find((mail) => mail.subject.includes(subject) && JSON.stringify(mail.to).includes(to));
  };
  await expect.poll(find, { timeout: 20_000, interval: 100 }).toBeDefined();
  await page.goto(`/dev/mail/${(await find())?.id}`);
  return page.frameLocator('iframe[title="The mail as HTML"]');
}

/** Follows a link of a mail into the page that it opens. */
export async function follow(page: Page, mail: FrameLocator, name: string): Promise<Page> {
  const [opened] = await Promise.all([
    page.waitForEvent('popup'),
    mail.getByRole('link', { name, exact: true }).click(),
  ]);
  return opened;
}
