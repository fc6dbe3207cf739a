import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import type { SendingJob, SendingResult } from '../load/webhook-job.ts';

// The floor of webhook deliveries: node:http that sends one text again and again over connections that it keeps. No
// database, no signature, no look at where it sends; what fails is not tried again but ends the run.
const { url, seconds, warmUpSeconds, inFlight, headers, body }: SendingJob = JSON.parse(
  readFileSync(0, 'utf8'),
);
const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
const sentHeaders = { ...headers, 'content-length': Buffer.byteLength(body) };

const send = () =>
  new Promise<void>((resolve, reject) => {
    const sending = request(url, { method: 'POST', agent, headers: sentHeaders }, (response) => {
      if (response.statusCode !== 204) reject(new Error(`The receiver answered ${response.statusCode}.`));
      response.resume().on('end', resolve);
    });
    sending.on('error', reject).end(body);
  });

async function sendFor(time: number): Promise<SendingResult> {
  const startedAt = performance.now();
  const cpuBefore = process.cpuUsage();
  const passed = () => (performance.now() - startedAt) / 1000;
  let sent = 0;
  const sendInTurn = async () => {
    while (passed() < time) {
      await send();
      sent++;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, sendInTurn));
  const { user, system } = process.cpuUsage(cpuBefore);
  return { sent, seconds: passed(), cpuMs: (user + system) / 1000 };
}

await sendFor(warmUpSeconds);
console.log(JSON.stringify(await sendFor(seconds)));
agent.destroy();
