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
 * The vocabulary of Agent Tasks for Backstage: what a task is, which states and
 * error codes exist, and a client of the portal API that runs in browsers and
 * in Node.js.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './client';
export * from './describeGlobProblem';
export * from './errors';
export * from './permissions';
export * from './repository';
export * from './schemas';
export * from './signals';
export * from './states';
