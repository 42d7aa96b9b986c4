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

import { callerDenials } from './table/callerDenials';
import { choiceDenials } from './table/choiceDenials';
import { limitDenials } from './table/limitDenials';
import { requestDenials } from './table/requestDenials';
import { ruleDenials } from './table/ruleDenials';
import type { Denial } from './types';

/** Every way of being refused that the doors have to agree on. */
export const denials: Denial[] = [
  ...ruleDenials,
  ...choiceDenials,
  ...limitDenials,
  ...requestDenials,
  ...callerDenials,
];
