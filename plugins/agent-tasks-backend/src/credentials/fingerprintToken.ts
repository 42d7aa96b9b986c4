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

import { createHmac, randomBytes } from 'node:crypto';

// Random per process: a fingerprint that leaks tells nothing about its token,
// not even whether two processes saw the same one.
const KEY = randomBytes(32);

/** Stands for a token as the key of a cache, so that caches hold no tokens. */
export function fingerprintToken(token: string): string {
  return createHmac('sha256', KEY).update(token).digest('base64url');
}
