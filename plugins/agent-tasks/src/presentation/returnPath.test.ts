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

import fc from 'fast-check';
import { safeReturnPath } from './returnPath';

describe('safeReturnPath', () => {
  it.each([
    '/',
    '/settings/agent-tasks',
    '/catalog/default/component/billing?view=all#top',
  ])('goes back to %s', path => {
    expect(safeReturnPath(path)).toBe(path);
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '\\\\evil.example',
    'https://evil.example/',
    // eslint-disable-next-line no-script-url
    'javascript:alert(1)',
    'settings',
    '',
    undefined,
    null,
    7,
  ])('does not go to %j', path => {
    expect(safeReturnPath(path)).toBeUndefined();
  });

  it('never leads out of the app', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map(text => `/${text}`),
          fc.webUrl(),
        ),
        path => {
          const safe = safeReturnPath(path);
          if (safe === undefined) return;
          const portal = 'https://portal.example';
          expect(new URL(safe, portal).origin).toBe(portal);
        },
      ),
    );
  });
});
