cmd_Release/ifma.node := ln -f "Release/obj.target/ifma.node" "Release/ifma.node" 2>/dev/null || (rm -rf "Release/ifma.node" && cp -af "Release/obj.target/ifma.node" "Release/ifma.node")
