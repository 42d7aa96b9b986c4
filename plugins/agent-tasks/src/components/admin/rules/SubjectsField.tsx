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

import { useState } from 'react';
import { useSubjects } from '../../../data/admin/useSubjects';
import { ListField } from './ListField';

/** Users and groups, offered from the catalog; any entity ref may be typed. */
export function SubjectsField(props: {
  label: string;
  values: string[];
  help: string;
  issue?: string;
  onChange: (values: string[]) => void;
  onLeave: () => void;
}) {
  const [typed, setTyped] = useState('');
  const [isUsed, setUsed] = useState(false);
  const subjects = useSubjects(typed, {
    kinds: ['group', 'user'],
    enabled: isUsed,
  });
  return (
    <ListField
      {...props}
      options={subjects.map(({ ref, name }) => ({ value: ref, hint: name }))}
      onType={setTyped}
      onFocus={() => setUsed(true)}
    />
  );
}
