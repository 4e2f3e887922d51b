// One line of text with its label.
interface TextFieldProps {
  label: string;
  value: string;
  most: number;
  onChange: (text: string) => void;
}

export function TextField({ label, value, most, onChange }: TextFieldProps) {
  return (
    <label className="field">
      <span>{label}</span>
      <input
        className="input"
        value={value}
        maxLength={most}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
    </label>
  );
}
