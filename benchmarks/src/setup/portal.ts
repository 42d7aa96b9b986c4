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

/**
 * The portal that is measured, with what it is compared with beside it:
 * Backstage's own proxy plugin and naive lists.
 *
 * It runs in a process of its own; its configuration comes in BENCH_CONFIG.
 */
import { naiveListsPlugin } from '../lists/naiveListsPlugin';
import { createPortalBackend } from './createPortalBackend';
import { answerUsage } from './usage';

answerUsage();

const backend = createPortalBackend(process.env.BENCH_CONFIG!);
backend.add(import('@backstage/plugin-proxy-backend'));
backend.add(naiveListsPlugin);
backend.start();
