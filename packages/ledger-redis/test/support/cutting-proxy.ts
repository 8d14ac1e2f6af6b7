import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** Stands between a client and a server, and cuts the connection at a bad moment. */
export interface CuttingProxy {
  readonly port: number;
  /**
   * Cuts the connection over which the next function that writes is sent: `before` it reaches the server, or `after` the server has
   * answered and before the client learns it.
   */
  cutNext(when: "before" | "after"): void;
  close(): Promise<void>;
}

/** Listens on loopback in front of a server's port. */
export async function startCuttingProxy(serverPort: number): Promise<CuttingProxy> {
  let next: "before" | "after" | undefined;
  const sockets = new Set<Socket>();
  const proxy = createServer((client) => {
    const server = connect(serverPort, "127.0.0.1");
    let isCut = false;
    const cut = () => {
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on("error", cut).on("close", cut);
    }
    client.on("data", (request) => {
      if (next !== undefined && request.includes("EVALSHA\r\n")) {
        if (next === "before") cut();
        isCut = true;
        next = undefined;
      }
      if (!server.destroyed) server.write(request);
    });
    server.on("data", (reply) => {
      if (isCut) cut();
      else client.write(reply);
    });
  }).listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const address = proxy.address();
  if (address === null || typeof address === "string") throw new Error("loopback has no ports");
  return {
    port: address.port,
    cutNext: (when) => {
      next = when;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      proxy.close();
      await once(proxy, "close");
    },
  };
}
