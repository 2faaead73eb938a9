"""The list of what is inside, as SPDX 2.3 in JSON: one package a line of packages.tsv (name, version, architecture, size,
source, source version), and what is not installed as a package: the kernel, a board's U-Boot. The words of each licence lie in the image as usr/share/doc/<package>/copyright."""
import datetime
import json
import os
import sys

made = datetime.datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), datetime.timezone.utc)


def entry(name, version, architecture="", source="", source_version=""):
    return {
        "SPDXID": f"SPDXRef-Package-{name.replace('+', '-plus-').replace('_', '-')}",
        "name": name,
        "versionInfo": version,
        "downloadLocation": "NOASSERTION",
        "licenseConcluded": "NOASSERTION",
        "licenseDeclared": "NOASSERTION",
        "comment": f"words of the licence: /usr/share/doc/{name}/copyright",
        "sourceInfo": f"Debian source package {source or name} {source_version or version}",
        "externalRefs": [
            {
                "referenceCategory": "PACKAGE-MANAGER",
                "referenceType": "purl",
                "referenceLocator": f"pkg:deb/debian/{name}@{version}?arch={architecture}&distro=bookworm",
            }
        ],
    }


packages = []
for line in sorted(open(sys.argv[1])):
    name, version, architecture, _, source, source_version = line.rstrip("\n").split("\t")
    packages.append(entry(name, version, architecture, source, source_version))
for file in sys.argv[2:]:
    alone = dict(line.strip().split(": ", 1) for line in open(file))
    packages.append(entry(alone["Package"], alone["Version"], os.environ["architecture"]))
json.dump(
    {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": "baken",
        "documentNamespace": f"https://spdx.org/spdxdocs/baken-{made:%Y%m%d%H%M%S}",
        "creationInfo": {"created": f"{made:%Y-%m-%dT%H:%M:%SZ}", "creators": ["Tool: image/sbom.py"]},
        "packages": packages,
        "relationships": [
            {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": package["SPDXID"]}
            for package in packages
        ],
    },
    sys.stdout,
    indent=1,
)
