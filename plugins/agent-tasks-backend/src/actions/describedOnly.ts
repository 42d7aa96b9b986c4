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

import type { AnyZodObject } from 'zod/v3';

/**
 * A schema that tells callers what to send and lets everything pass. What is
 * wrong is for the portal's own schemas to say, so that a refusal has the same
 * code, words and audit event as at every other door.
 */
export function describedOnly<T extends AnyZodObject>(schema: T): T {
  // The registry of actions asks for an object's schema and uses what all have.
  const passing: unknown = schema
    .strict()
    .catch(({ input }: { input: unknown }) => input as object);
  return passing as T;
}
