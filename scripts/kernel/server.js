/** Jupyter's messages: tslab's server, with execution as the protocol has it. */
"use strict";

const jupyter = require("tslab/dist/jupyter");
const { version } = require("./typescript");

const KNOWN = new Set(
  ["kernel_info", "execute", "is_complete", "inspect", "complete", "comm_info", "shutdown"].map(
    (name) => `${name}_request`,
  ),
);

class Handler extends jupyter.JupyterHandlerImpl {
  handleKernel() {
    const info = super.handleKernel();
    return { ...info, status: "ok", language_info: { ...info.language_info, version, pygments_lexer: "typescript" } };
  }
}

class KernelServer extends jupyter.ZmqServer {
  constructor(executor, cells, connectionFile) {
    super(new Handler(executor, false), connectionFile);
    this.cells = cells;
  }

  async init() {
    await super.init();
    for (const name of ["iopub", "shell", "control", "stdin", "hb"]) this[name] = sendingInTurn(this[name]);
  }

  /** A message that can't be handled is no reason to fail the cell that happens to run. */
  async handleShellMessage(socket, ...frames) {
    try {
      if (KNOWN.has(typeOf(frames))) await super.handleShellMessage(socket, ...frames);
      else this.handleOther(socket, this.Message.fromRaw(this.connInfo.key, frames));
    } catch (error) {
      require("node:fs").writeSync(2, `a message of the front end was not handled: ${error?.stack}\n`);
    }
  }

  /** tslab keeps its class of messages to itself; the first one, which is always a known one, gives it away. */
  publishStatus(status, message) {
    this.Message = message.constructor;
    super.publishStatus(status, message);
  }

  /** Each request is busy and idle. JupyterLab asks for the history first, and shows a kernel as unknown without these. */
  handleOther(socket, message) {
    this.publishStatus("busy", message);
    if (message.header.msg_type === "history_request") {
      this.reply(message, "history_reply", { status: "ok", history: [] }, socket);
    }
    this.publishStatus("idle", message);
  }

  async handleExecute(socket, message) {
    const publish = (type, content) => this.reply(message, type, content, this.iopub);
    const output = {
      input: (code, count) => {
        // What tslab's display functions write to.
        jupyter.lastWriteDisplayData = output.display;
        publish("execute_input", { code, execution_count: count });
      },
      stream: (name, text) => publish("stream", { name, text }),
      display: (data, update) => publish(update ? "update_display_data" : "display_data", data),
      error: (report) => publish("error", report),
    };
    const content = await this.cells.submit(message.content, output);
    this.reply(message, "execute_reply", content, socket);
  }

  /** tslab's answer to this one has a wrong type, and front ends wait for the right one. */
  handleCommInfoRequest(socket, message) {
    this.reply(message, "comm_info_reply", { status: "ok", comms: {} }, socket);
  }

  reply(message, type, content, socket) {
    const reply = message.createReply();
    reply.header.msg_type = type;
    reply.content = content;
    reply.signAndSend(this.connInfo.key, socket);
  }
}

/**
 * zeromq refuses a message while the one before still waits to be taken ("Socket is busy writing"), as it does on a machine with too
 * much to do; tslab does not wait. Here such a message waits its turn; on an idle socket it goes at once, as it did.
 */
function sendingInTurn(socket) {
  let waiting = 0;
  let last = Promise.resolve();
  const later = (message) => {
    waiting++;
    const sent = last.then(() => socket.send(message));
    const done = () => void waiting--;
    last = sent.then(done, done);
    return sent;
  };
  const send = (message) => {
    if (waiting > 0) return later(message);
    try {
      const sent = socket.send(message);
      last = sent.catch(() => {});
      return sent;
    } catch (error) {
      if (error.code === "EBUSY") return later(message);
      throw error;
    }
  };
  // zeromq's sockets are sealed, and their methods want the socket itself.
  const get = (_, name) => {
    if (name === "send") return send;
    const value = socket[name];
    return typeof value === "function" ? value.bind(socket) : value;
  };
  return new Proxy(socket, { get });
}

/** The type of a message as it comes from the wire: identities, a delimiter, the signature, the header. */
function typeOf(frames) {
  const delimiter = frames.findIndex((frame) => frame.toString() === "<IDS|MSG>");
  return JSON.parse(frames[delimiter + 2].toString()).msg_type;
}

module.exports = { KernelServer, sendingInTurn };
