"""What somebody wrote who is worried about a child: handed in one click to those on duty."""
