"""What the pages share on the screen. Streamlit is used here, in the shell and in the pages, and nowhere else."""
