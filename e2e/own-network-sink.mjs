// Runs one command in a closed network and records its traffic: answers every DNS query with a local address, accepts connections
// to web ports, and writes one line for each. Usage: own-network-sink.mjs LOG COMMAND ... Must run in a network namespace in
// which all addresses are routed to the loopback interface (own-network.ts).
import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:net';

const [log, command, ...words] = process.argv.slice(2);
const note = (line) => appendFileSync(log, `${line}\n`);
const address = [127, 0, 0, 9];
const typeA = 1;

/** @returns the name and type of a DNS query, and where the question ends */
function questionOf(message) {
  const labels = [];
  let at = 12;
  while (message[at] > 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + message[at]));
    at += message[at] + 1;
  }
  return { name: labels.join('.'), type: message.readUInt16BE(at + 1), end: at + 5 };
}

function answerTo(message, { type, end }) {
  const records = type === typeA ? [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, ...address] : [];
  const flags = [0x81, 0x80, 0, 1, 0, records.length > 0 ? 1 : 0, 0, 0, 0, 0];
  return Buffer.from([
    ...message.subarray(0, 2),
    ...flags,
    ...message.subarray(12, end),
    ...records,
  ]);
}

const names = createSocket('udp4', (message, sender) => {
  const question = questionOf(message);
  note(`name ${question.name}`);
  names.send(answerTo(message, question), sender.port, sender.address);
});

async function takeConnections(port) {
  const server = createServer((socket) => {
    note(`connection ${socket.localAddress}:${port}`);
    socket.destroy();
  });
  await new Promise((resolve) => server.listen(port, '0.0.0.0', resolve));
}

await new Promise((resolve) => names.bind(53, '0.0.0.0', resolve));
for (const port of [80, 443, 853]) await takeConnections(port);
const child = spawn(command, words, { stdio: 'inherit' });
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code) => process.exit(code ?? 1));
