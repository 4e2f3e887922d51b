// A short two-tone signal and a vibration for a new alert, if switched on. The browser generates the sound, so there is no sound
// file.
const tones = [
  { hertz: 660, startS: 0, lengthS: 0.16 },
  { hertz: 880, startS: 0.18, lengthS: 0.26 },
];

export function soundAlarm(): void {
  if ('vibrate' in navigator) navigator.vibrate([120, 60, 180]);
  const audio = new AudioContext();
  const ends = tones.map((tone) => playTone(audio, tone));
  void Promise.all(ends).then(() => audio.close());
}

function playTone(
  audio: AudioContext,
  { hertz, startS, lengthS }: (typeof tones)[number],
): Promise<void> {
  const start = audio.currentTime + startS;
  const end = audio.currentTime + startS + lengthS;
  const oscillator = new OscillatorNode(audio, { type: 'sine', frequency: hertz });
  const volume = new GainNode(audio, { gain: 0 });
  volume.gain.linearRampToValueAtTime(0.25, start + 0.02);
  volume.gain.linearRampToValueAtTime(0, end);
  oscillator.connect(volume).connect(audio.destination);
  oscillator.start(start);
  oscillator.stop(end);
  return new Promise((resolve) => {
    oscillator.onended = () => {
      resolve();
    };
  });
}
