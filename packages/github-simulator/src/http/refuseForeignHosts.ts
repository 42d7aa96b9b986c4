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

import type { RequestHandler } from 'express';
import { isLoopbackHost } from '../oauth/OAuthClients';

/**
 * The control can mint tokens, so a page from elsewhere must not reach it, be it
 * by a form (`Origin`) or by a name that suddenly resolves to this machine (`Host`).
 */
export const refuseForeignHosts: RequestHandler = (request, response, next) => {
  const origin = request.get('origin');
  const isLocal = isLoopbackHost(request.hostname);
  const isFromHere =
    origin === undefined ||
    // Reading is allowed from anywhere, as on GitHub.
    request.method === 'GET' ||
    request.method === 'OPTIONS' ||
    isLoopbackOrigin(origin);
  if (isLocal && isFromHere) {
    next();
    return;
  }
  response
    .status(403)
    .type('text')
    .send('The simulator answers only requests from this machine.\n');
};

function isLoopbackOrigin(origin: string): boolean {
  try {
    return isLoopbackHost(new URL(origin).hostname);
  } catch {
    return false;
  }
}
