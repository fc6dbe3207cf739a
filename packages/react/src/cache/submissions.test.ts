import { describe, expect, it } from 'vitest';
import { createSubmissions } from './submissions.ts';

function scene() {
  let now = 0;
  const submissions = createSubmissions(() => now);
  const sent: { key: string; answer(data: string): void; fail(error: Error): void }[] = [];
  const send = (key: string) =>
    new Promise<string>((resolve, reject) => {
      sent.push({ key, answer: resolve, fail: reject });
    });
  return {
    submissions,
    sent,
    submit: (content: unknown) => submissions.submit(content, send),
    share: (content: unknown) => submissions.share(content, () => send('')),
    wait: (ms: number) => {
      now += ms;
    },
  };
}

const body = { start_time: '2026-06-15T14:00:00Z', attendees: [{ name: 'Alex', email: 'alex@example.com' }] };

describe('submitting', () => {
  it('the same twice sends it once and answers both', async () => {
    const { submit, sent } = scene();
    const first = submit(body);
    const second = submit({ ...body, attendees: body.attendees.map((attendee) => ({ ...attendee })) });
    expect(sent).toHaveLength(1);
    sent[0]?.answer('booked');
    expect(await Promise.all([first, second])).toEqual(['booked', 'booked']);
  });

  it('something else sends it with a key of its own', () => {
    const { submit, sent } = scene();
    void submit(body);
    void submit({ ...body, start_time: '2026-06-15T14:30:00Z' });
    void submit({ ...body, attendees: [...body.attendees, { name: 'Kim', email: 'kim@example.com' }] });
    expect(new Set(sent.map(({ key }) => key)).size).toBe(3);
    expect(sent.every(({ key }) => /^[0-9a-f]{32}$/.test(key))).toBe(true);
  });

  it('again after a failure sends it with the same key', async () => {
    const { submit, sent } = scene();
    const first = submit(body);
    sent[0]?.fail(new Error('The connection broke.'));
    await expect(first).rejects.toThrow('The connection broke.');
    void submit(body);
    expect(sent.map(({ key }) => key)).toEqual([sent[0]?.key, sent[0]?.key]);
  });

  it('again at once after it succeeded is a second click; a moment later it is a new wish', async () => {
    const { submit, sent, wait } = scene();
    const first = submit(body);
    wait(60_000);
    sent[0]?.answer('booked');
    await first;
    wait(999);
    expect(await submit(body)).toBe('booked');
    expect(sent).toHaveLength(1);
    wait(1);
    void submit(body);
    expect(sent).toHaveLength(2);
    expect(sent[1]?.key).not.toBe(sent[0]?.key);
  });

  it('again after what it made may be gone is a new wish', async () => {
    const { submit, submissions, sent } = scene();
    const first = submit(body);
    sent[0]?.answer('booked');
    await first;
    submissions.forget();
    void submit(body);
    expect(sent).toHaveLength(2);
    expect(sent[1]?.key).not.toBe(sent[0]?.key);
  });
});

it('forgets nothing whose answer is not there, or was lost', async () => {
  const { submit, submissions, sent } = scene();
  const [pending, lost] = [body, { ...body, notes: 'lost' }];
  const answers = Promise.allSettled([submit(pending), submit(lost)]);
  sent[1]?.fail(new Error('The connection broke.'));
  await Promise.resolve();
  submissions.forget();
  void submit(pending);
  expect(sent).toHaveLength(2);
  sent[0]?.answer('booked');
  await answers;
  void submit(lost);
  expect(sent[2]?.key).toBe(sent[1]?.key);
});

describe('sharing', () => {
  it('sends the same once while its answer is not there, and afterwards again', async () => {
    for (const outcome of ['answer', 'fail'] as const) {
      const { share, sent } = scene();
      const answers = Promise.allSettled([share(body), share(body)]);
      expect(sent).toHaveLength(1);
      if (outcome === 'answer') sent[0]?.answer('moved');
      else sent[0]?.fail(new Error('away'));
      await answers;
      void share(body);
      expect(sent).toHaveLength(2);
    }
  });
});
