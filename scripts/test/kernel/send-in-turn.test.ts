import assert from "node:assert/strict";
import { resolve } from "node:path";
import { test } from "node:test";
import { Pull, Push } from "zeromq";

// eslint-disable-next-line @typescript-eslint/no-require-imports
const { sendingInTurn } = require(resolve(__dirname, "../../kernel/server.js")) as {
  sendingInTurn(socket: Push): Push;
};

test("messages that come faster than they are taken wait their turn, where zeromq would refuse them", async () => {
  // Nobody is connected yet, so that even the first message has to wait.
  const sockets = await Promise.all(
    [false, true].map(async (inTurn) => {
      const push = new Push();
      await push.bind("tcp://127.0.0.1:*");
      return inTurn ? sendingInTurn(push) : push;
    }),
  );
  const [plain, wrapped] = sockets;
  const numbers = Array.from({ length: 20 }, (_, i) => String(i));
  assert.throws(() => numbers.forEach((number) => void plain.send(number).catch(() => {})), /Socket is busy writing/);
  const sent = Promise.all(numbers.map((number) => wrapped.send(number)));
  const pull = new Pull();
  pull.connect(wrapped.lastEndpoint!);
  const taken: string[] = [];
  for await (const [frame] of pull) if (taken.push(frame.toString()) === numbers.length) break;
  await sent;
  assert.deepEqual(taken, numbers);
  for (const socket of [...sockets, pull]) socket.close();
});
