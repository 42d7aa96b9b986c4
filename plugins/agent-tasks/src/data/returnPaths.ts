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

import { safeReturnPath } from '../presentation/returnPath';

// Per tab: the way to GitHub and back stays in one.
const KEY = 'agent-tasks.connect.return-path';

/** Where a person was when they left for GitHub. A browser may refuse to keep it. */
export const returnPaths = {
  keep(path: string): void {
    try {
      window.sessionStorage.setItem(KEY, path);
    } catch {
      // Then they come back to the settings instead.
    }
  },
  /** What was kept, if it leads into this app. */
  peek(): string | undefined {
    try {
      return safeReturnPath(window.sessionStorage.getItem(KEY));
    } catch {
      return undefined;
    }
  },
  forget(): void {
    try {
      window.sessionStorage.removeItem(KEY);
    } catch {
      // It was not kept either.
    }
  },
};
