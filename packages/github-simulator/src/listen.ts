/*
 * Copyright 2026 The Agent Tasks Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import { Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RequestListener } from 'node:http';

/** `localhost` may mean either; clients try one or both. */
const IPV4 = '127.0.0.1';
const IPV6 = '::1';
const ATTEMPTS = 20;

/** Servers on both loopback addresses with one port. */
export type Listening = { port: number; close(): Promise<void> };

/**
 * Listens on loopback, never anywhere else. IPv6 is left out where the machine
 * has none.
 *
 * @throws Error with one clear sentence when the port is taken
 */
export async function listen(
  handler: RequestListener,
  port: number,
): Promise<Listening> {
  for (let attempt = 1; ; attempt += 1) {
    const first = await listenOn(handler, IPV4, port);
    const chosen = (first.address() as AddressInfo).port;
    try {
      const second = await listenOn(handler, IPV6, chosen);
      return { port: chosen, close: () => close([first, second]) };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') {
        return { port: chosen, close: () => close([first]) };
      }
      await close([first]);
      // A free port on one address may be taken on the other: try the next.
      if (port !== 0 || attempt === ATTEMPTS) throw error;
    }
  }
}

function listenOn(
  handler: RequestListener,
  host: string,
  port: number,
): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(handler);
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') {
        error.message = `Port ${port} is already in use. Stop the other program or choose another port with --port.`;
      }
      reject(error);
    });
    server.listen({ host, port }, () => resolve(server));
  });
}

async function close(servers: Server[]): Promise<void> {
  await Promise.all(
    servers.map(
      server =>
        new Promise<void>(resolve => {
          server.close(() => resolve());
          // Keep-alive connections would hold the process for minutes.
          server.closeAllConnections();
        }),
    ),
  );
}
