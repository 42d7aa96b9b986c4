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

import type { ApiVersion } from '../http/requestContext';

/**
 * Leaves out the fields that version 2026-03-10 has dropped (behaviour 52). The
 * published types describe 2022-11-28, so this is the one place where an answer
 * has less than its type says.
 */
export function forVersion<Body extends object>(
  apiVersion: ApiVersion,
  body: Body,
  dropped: readonly (keyof Body)[],
): Body {
  if (apiVersion === '2022-11-28') return body;
  const rest = { ...body };
  for (const field of dropped) delete rest[field];
  return rest;
}
