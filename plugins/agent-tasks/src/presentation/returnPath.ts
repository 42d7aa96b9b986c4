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

const ANY_ORIGIN = 'http://portal.invalid';

/**
 * A path of this app to go back to, `undefined` for anything that a browser
 * would take for another place.
 */
export function safeReturnPath(path: unknown): string | undefined {
  if (typeof path !== 'string' || !path.startsWith('/')) return undefined;
  try {
    const { origin, pathname, search, hash } = new URL(path, ANY_ORIGIN);
    const rebuilt = `${pathname}${search}${hash}`;
    // `//host`, `/\host` and the like name a host for browsers.
    return origin === ANY_ORIGIN && rebuilt === path ? path : undefined;
  } catch {
    return undefined;
  }
}
