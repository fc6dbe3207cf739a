import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { SmtpSink } from './job.ts';

// Takes any mail and forgets it. Asked by HTTP, it tells where it listens for mail and how many it has taken.
let mails = 0;
const sink = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  disableReverseLookup: true,
  onData(stream, _session, done) {
    stream.resume().on('end', () => {
      mails++;
      done();
    });
  },
});
sink.listen(0, '127.0.0.1');

createServer((_request, response) => {
  const address = sink.server.address() as AddressInfo | null;
  const told: SmtpSink = { url: `smtp://127.0.0.1:${address?.port}`, mails };
  response.writeHead(address ? 200 : 503).end(JSON.stringify(told));
}).listen(Number(process.env.PORT), '127.0.0.1');
