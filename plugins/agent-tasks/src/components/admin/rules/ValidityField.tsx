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

import TextField from '@mui/material/TextField';

/** A day; as text where the rule has a time, which a field for days would drop. */
export function ValidityField(props: {
  label: string;
  value: string;
  help: string;
  issue?: string;
  onChange: (value: string) => void;
}) {
  const { label, value, help, issue, onChange } = props;
  return (
    <TextField
      size="small"
      type={value.includes('T') ? 'text' : 'date'}
      label={label}
      value={value}
      error={Boolean(issue)}
      helperText={issue ?? help}
      InputLabelProps={{ shrink: true }}
      onChange={event => onChange(event.target.value)}
    />
  );
}
