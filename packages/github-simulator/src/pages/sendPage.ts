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

import type { Response } from 'express';
import type { ReactElement } from 'react';
// The simulator is a process of its own, so there is no host whose React it must share.
// eslint-disable-next-line @backstage/no-undeclared-imports
import { renderToStaticMarkup } from 'react-dom/server';

/** Sends a page. Pages run no script and load nothing from elsewhere. */
export function sendPage(
  response: Response,
  status: number,
  page: ReactElement,
  options: { formTargets?: string[] } = {},
): void {
  const formAction = ["'self'", ...(options.formTargets ?? [])].join(' ');
  response
    .status(status)
    .set({
      'Content-Security-Policy': `default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action ${formAction}; base-uri 'none'; frame-ancestors 'none'`,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    })
    .type('html')
    .send(`<!DOCTYPE html>${renderToStaticMarkup(page)}`);
}
