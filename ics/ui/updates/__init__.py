"""ui/updates"""
