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

import { WebSocket } from 'ws';
import type { Person } from './Person';
import type { Replica } from './Replica';
import { waitFor } from './waitFor';

/** What a browser hears on a channel. */
export interface SignalListener {
  readonly messages: unknown[];
  close(): void;
}

/** Opens the WebSocket that a person's browser opens, and subscribes as it does. */
export async function listenForSignals(options: {
  replica: Replica;
  person: Person;
  channel: string;
}): Promise<SignalListener> {
  const { replica, person, channel } = options;
  const token = await person.signIn(replica);
  const messages: unknown[] = [];
  const socket = await waitFor('a WebSocket opens', () =>
    open(`${replica.url.replace('http', 'ws')}/api/signals`, token),
  );
  socket.on('message', data => {
    const { channel: of, message } = JSON.parse(String(data));
    if (of === channel) messages.push(message);
  });
  socket.send(JSON.stringify({ action: 'subscribe', channel }));
  return { messages, close: () => socket.terminate() };
}

/** The first attempt at a new backend gets no answer (backstage/backstage): browsers try again, too. */
function open(url: string, token: string): Promise<WebSocket | undefined> {
  return new Promise(resolve => {
    const socket = new WebSocket(url, token, { handshakeTimeout: 1_000 });
    socket.once('open', () => resolve(socket));
    socket.once('error', () => resolve(undefined));
  });
}
