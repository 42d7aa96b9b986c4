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

/** What GitHub answered, in the address to which it sent the browser back. */
export type GrantAnswer =
  | { kind: 'consent'; code: string; state: string }
  /** The person pressed *Cancel*. */
  | { kind: 'denied' }
  | { kind: 'error'; message: string };

// Enough for every sentence of GitHub; the address could hold anything.
const MAX_MESSAGE = 300;

/** Reads GitHub's answer from the query of an address; `undefined` if it has none. */
export function readGrantAnswer(search: string): GrantAnswer | undefined {
  const parameters = new URLSearchParams(search);
  const code = parameters.get('code');
  const state = parameters.get('state');
  const error = parameters.get('error');
  if (error === 'access_denied') return { kind: 'denied' };
  if (error) {
    const message = parameters.get('error_description') || error;
    return { kind: 'error', message: message.slice(0, MAX_MESSAGE) };
  }
  return code && state ? { kind: 'consent', code, state } : undefined;
}
