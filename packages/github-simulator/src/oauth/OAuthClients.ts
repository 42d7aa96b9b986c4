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

import { timingSafeEqual } from 'node:crypto';
import type { OAuthClient } from './types';

/** The applications that are registered with the simulator. */
export class OAuthClients {
  readonly #clients: Map<string, OAuthClient>;

  constructor(clients: OAuthClient[]) {
    this.#clients = new Map(clients.map(client => [client.id, client]));
  }

  find(id: string | undefined): OAuthClient | undefined {
    return id === undefined ? undefined : this.#clients.get(id);
  }

  authenticate(
    id: string | undefined,
    secret: string | undefined,
  ): OAuthClient | undefined {
    const client = this.find(id);
    if (!client || secret === undefined) return undefined;
    const expected = Buffer.from(client.secret);
    const given = Buffer.from(secret);
    return expected.length === given.length && timingSafeEqual(expected, given)
      ? client
      : undefined;
  }
}

/** Redirects may go to this machine only; anything else is a mismatch (behaviour 66). */
export function isLoopbackUrl(url: string): boolean {
  try {
    const { protocol, hostname } = new URL(url);
    return /^https?:$/.test(protocol) && isLoopbackHost(hostname);
  } catch {
    return false;
  }
}

/** `localhost`, names below it, 127.0.0.0/8 and ::1. */
export function isLoopbackHost(hostname: string): boolean {
  return /^(localhost|[a-z0-9-]+\.localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(
    hostname,
  );
}
