"""What machines do to us: programs killed, a disk full, a network cut.

One living installation (`rig`), four people who put marks over HTTP (`writers`), a
ledger of everything they were told (`ledger`), and what happens to it all (`cycles`).
"""
