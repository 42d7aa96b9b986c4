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

import { z } from 'zod';

/** A point in time. */
export const timestamp = z
  .string()
  .meta({ format: 'date-time', description: 'ISO 8601, UTC' });

/** The name of a branch: git's own rules, as far as one pattern can tell them. */
export const branchName = z
  .string()
  .min(1)
  .max(255)
  .regex(
    /^(?![/.-])(?!.*(?:\.\.|@\{|\/\/|\/\.|\.lock(?:\/|$)))[^\s\p{Cc}~^:?*[\\]+(?<![/.])$/u,
    'Give a plain branch name, for example main.',
  );

/** A full entity ref. */
export const entityRef = z
  .string()
  .max(512)
  .regex(
    /^[A-Za-z0-9.-]+:[^\s/:]+\/[^\s/:]+$/,
    'Give a full entity ref, for example component:default/billing.',
  );
