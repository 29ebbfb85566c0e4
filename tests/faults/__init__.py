"""What must not lose anything: kills, full disks, closed folders, two runs at once. See the tests."""
