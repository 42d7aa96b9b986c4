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

import type { Request } from 'express';

/** The first value of a query parameter. */
export function queryValue(request: Request, name: string): string | undefined {
  return queryValues(request, name)[0];
}

/** All values of a query parameter that may be repeated, `a=1&a=2` or `a[]=1`. */
export function queryValues(request: Request, name: string): string[] {
  const parameters = new URL(request.originalUrl, 'http://localhost')
    .searchParams;
  return [...parameters.getAll(name), ...parameters.getAll(`${name}[]`)];
}
