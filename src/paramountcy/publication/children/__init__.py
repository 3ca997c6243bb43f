"""The page for children and young people: the area's figures in short sentences, who to tell, and who checked it."""
