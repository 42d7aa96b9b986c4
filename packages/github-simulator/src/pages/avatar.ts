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

import { createHash } from 'node:crypto';
import type { Account } from '../state';

/** A round picture with initials; its colour comes from the login. */
export function avatarSvg({ login, name, type }: Account): string {
  const hue = createHash('sha1').update(login).digest()[0] * 1.4;
  const initials = type === 'Bot' ? '⚙' : initialsOf(name);
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80" width="80" height="80">',
    `<rect width="80" height="80" fill="hsl(${hue.toFixed(0)} 45% 38%)"/>`,
    `<text x="40" y="52" text-anchor="middle" font-family="Georgia, serif" font-size="32" fill="#fff">${initials}</text>`,
    '</svg>',
  ].join('');
}

function initialsOf(name: string): string {
  return name
    .split(' ')
    .map(word => word[0].replace(/[^A-Za-z]/, ''))
    .join('')
    .slice(0, 2);
}
