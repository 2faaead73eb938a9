"""Which kernel modules go into the image: those whose path begins with a pattern on standard input, and all that these
need. The argument is modules.dep of the whole kernel; printed are paths beneath its folder."""
import re
import sys

needs = {}
for line in open(sys.argv[1]):
    module, _, others = line.partition(":")
    needs[module] = others.split()
wanted = re.compile("kernel/(" + "|".join(line.strip() for line in sys.stdin if line.strip()) + ")")
chosen = set()
for module in needs:
    if wanted.match(module):
        chosen.update([module, *needs[module]])
print("\n".join(sorted(chosen)))
