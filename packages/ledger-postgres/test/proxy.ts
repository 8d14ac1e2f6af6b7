import { once } from "node:events";
import { createServer, connect as dial, type Socket } from "node:net";

/** What a proxy does with the next request: loses it, or hands it on and loses the answer; both cut the connection. */
export type Cut = "request" | "answer";

/** Stands between the ledger and its server. */
export interface ServerProxy {
  readonly port: number;
  /** How often the server has answered a whole request (ReadyForQuery) since it was asked last. */
  roundTrips(): number;
  /** Cuts the connection at the next request. */
  cutAt(cut: Cut): void;
  close(): void;
}

const READY_FOR_QUERY = "Z".charCodeAt(0);

export async function startProxy(target: number): Promise<ServerProxy> {
  let roundTrips = 0;
  let cut: Cut | undefined;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = dial(target, "127.0.0.1");
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", end).on("close", end);
    }
    client.on("data", (bytes) => {
      if (cut === "request") {
        cut = undefined;
        end();
      } else upstream.write(bytes);
    });
    const count = readyCounter();
    upstream.on("data", (bytes) => {
      const ready = count(bytes);
      roundTrips += ready;
      if (cut !== "answer") client.write(bytes);
      else if (ready > 0) {
        cut = undefined;
        end();
      }
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as { port: number }).port,
    roundTrips() {
      const count = roundTrips;
      roundTrips = 0;
      return count;
    },
    cutAt(at) {
      cut = at;
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Counts the ReadyForQuery messages in what a server sends: each message is a letter, its length and its content. */
function readyCounter(): (bytes: Buffer) => number {
  let rest = Buffer.alloc(0);
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    let ready = 0;
    while (rest.length >= 5) {
      const length = 1 + rest.readUInt32BE(1);
      if (rest.length < length) break;
      if (rest[0] === READY_FOR_QUERY) ready += 1;
      rest = rest.subarray(length);
    }
    return ready;
  };
}
