"""What a loudspeaker on the machine is given: the emulator's sound card keeps it on a tape."""
import array
import math
import time

from bench import Visitor
from machine import PATIENCE
from place import OUT

HIGH, LOW = 960, 770  # Hz, as the kiosk calls
RATE, CHANNELS, HEADER = 44_100, 2, 44
WINDOW = RATE // 10  # samples: long enough to tell the two tones apart
CALL = ["Ik heb hulp nodig", "Haal een medewerker"]


def share(samples, frequency):
    """How much of this sound is one tone: 1 for a pure one."""
    power = sum(one * one for one in samples)
    if power < len(samples) * 100_000:  # hardly a sound at all
        return 0.0
    turn = 2 * math.pi * frequency / RATE
    real = sum(one * math.cos(turn * at) for at, one in enumerate(samples))
    imaginary = sum(one * math.sin(turn * at) for at, one in enumerate(samples))
    return 2 * (real * real + imaginary * imaginary) / (len(samples) * power)


def tones_on(tape):
    """Which of the two tones can be heard clearly somewhere on the tape."""
    bytes_there = tape.read_bytes()[HEADER:]
    left = array.array("h", bytes_there[: len(bytes_there) // 4 * 4])[::CHANNELS]
    pieces = [left[at : at + WINDOW] for at in range(0, len(left) - WINDOW, WINDOW)]
    loud = [piece for piece in pieces if any(piece)]
    return {tone for tone in (HIGH, LOW) for piece in loud if share(piece, tone) > 0.8}


def test_call_is_heard(bench):
    """Somebody's life is in danger: the call for staff comes out of the loudspeaker, although its card began muted."""
    tape = OUT / "call.wav"
    card = ["-audiodev", f"wav,id=tape,path={tape}", "-device", "ich9-intel-hda", "-device", "hda-output,audiodev=tape"]
    with bench.boot("call", bench.disk("call"), options=card) as machine:
        visitor = Visitor(machine, bench.expected("call"))
        assert not tones_on(tape), "the loudspeaker calls before anybody did"
        visitor.tap(*CALL)
        deadline = time.monotonic() + PATIENCE
        while tones_on(tape) != {HIGH, LOW}:
            assert time.monotonic() < deadline, f"the tape has {tones_on(tape) or 'no tone'}"
            time.sleep(1)
        print("  both tones of the call are on the tape")
